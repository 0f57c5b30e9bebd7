-- Finds dead letters, without reading them. ARGV: after seq, max, 'of' and a receiver, or 'all'.
-- Returns the number of the last one looked at, or nothing when there was none, and the numbers found.
local max_looked_at = 1000
local last = false
local found = {}
for _, seq in ipairs(redis.call('ZRANGEBYSCORE', key('dead'), '(' .. ARGV[1], '+inf', 'LIMIT', 0, max_looked_at)) do
  if #found >= tonumber(ARGV[2]) then
    break
  end
  last = seq
  if ARGV[3] == 'all' or read(key('e:' .. seq), 'receiver')[1] == ARGV[4] then
    found[#found + 1] = seq
  end
end
return { last, found }
