-- Reads dead letters. ARGV: max bytes of bodies, then numbers; as many as fit are read, but always one.
-- Returns how many of the numbers were looked at, and { { seq, delivery, body, completed, rejected, attempts, reason, error, died, history }... }.
local bytes_left = tonumber(ARGV[1])
local letters = {}
local looked_at = 0
for index = 2, #ARGV do
  local seq = ARGV[index]
  local entry = key('e:' .. seq)
  if redis.call('ZSCORE', key('dead'), seq) then -- or somebody has replayed or deleted it since
    if redis.call('TYPE', entry).ok ~= 'hash' then
      letters[#letters + 1] = { seq }
    else
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
  end
  looked_at = looked_at + 1
end
return { looked_at, letters }
