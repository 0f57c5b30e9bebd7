-- Lists dead letters. ARGV: after seq, max, max bytes of bodies.
-- Returns { { seq, delivery, body, completed, rejected, attempts, reason, error, died, history }... }.
local bytes_left = tonumber(ARGV[3])
local letters = {}
for _, seq in ipairs(redis.call('ZRANGEBYSCORE', key('dead'), '(' .. ARGV[1], '+inf', 'LIMIT', 0, ARGV[2])) do
  local entry = key('e:' .. seq)
  bytes_left = bytes_left - redis.call('HSTRLEN', entry, 'body')
  if #letters > 0 and bytes_left < 0 then
    break
  end
  local fields = redis.call('HMGET', entry, 'delivery', 'body', 'completed', 'rejected', 'attempts', 'reason', 'error', 'died')
  letters[#letters + 1] = {
    seq, fields[1], fields[2], fields[3] or '', fields[4] or '', fields[5], fields[6], fields[7], fields[8],
    redis.call('LRANGE', key('h:' .. seq), 0, -1),
  }
end
return letters
