-- Marks a claimed id as taken. ARGV: id, token, retention ms.
-- Returns 1, or 0 when somebody else has claimed or completed the id since. The same token may complete twice: an answer may get lost.
local id = key('id:' .. ARGV[1])
local known = redis.call('GET', id)
if known and known:sub(2) ~= ARGV[2] then
  return 0
end
redis.call('SET', id, 'd' .. ARGV[2], 'PX', ARGV[3])
return 1
