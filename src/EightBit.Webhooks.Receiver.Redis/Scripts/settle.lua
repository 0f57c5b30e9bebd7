-- Ends an attempt that has not done all there was to do (see complete.lua), if the lease still holds.
-- ARGV: seq, token, retry | abandoned | handed over | dead, completed handlers, rejected handlers, error; then
--       for a retry and a hand-over the delay in ms, for a death the reason; then which version of what other nodes handle it was decided
--       with, or ''.
-- Returns 1, or 0 when the lease is lost, or -1 when other nodes handle something else by now.
local seq, token, kind = ARGV[1], ARGV[2], ARGV[3]
if not is_held(seq, token) then
  return 0
end

local entry = key('e:' .. seq)
if ARGV[8] ~= '' and ARGV[8] ~= (redis.call('HMGET', key('handles'), 'version')[1] or '') then
  return -1
end
local history = key('h:' .. seq)
local fields = redis.call('HMGET', entry, 'conversation', 'attempts')
local line = fields[1] and key('c:' .. fields[1])
local attempts = tonumber(fields[2]) or 1
local length = redis.call('HSTRLEN', entry, 'body')
if line then
  redis.call('LLEN', line)
end
redis.call('LLEN', history)
expect_sets('ready', 'pending', 'retries', 'dead', 'died')
local bytes = number_in('bytes')
local time = now()
local refused = need('ZREM', 'ZADD', 'DEL', 'SET', 'EXISTS', 'HDEL', 'LTRIM', 'LPOP', 'LINDEX')
if refused then
  return refused
end

-- From here on nothing can fail but the first HSET, which changes nothing, and the first RPUSH, before which nothing is changed.
redis.call('HSET', entry, 'token', token)
if kind == 'retry' or kind == 'dead' then
  local history_length = 20
  redis.call('RPUSH', history, attempts .. ' ' .. time .. ' ' .. ARGV[6])
  redis.call('LTRIM', history, -history_length, -1)
end
redis.call('ZREM', key('leases'), seq)
set_progress(entry, ARGV[4], ARGV[5])
if kind == 'abandoned' then
  redis.call('HSET', entry, 'attempts', attempts - 1)
  make_ready(seq)
elseif kind == 'handed over' then
  redis.call('HSET', entry, 'attempts', attempts - 1)
  redis.call('ZADD', key('retries'), time + tonumber(ARGV[7]), seq)
elseif kind == 'retry' then
  redis.call('ZADD', key('retries'), time + tonumber(ARGV[7]), seq)
elseif kind == 'dead' then
  redis.call('HSET', entry, 'error', ARGV[6], 'reason', ARGV[7], 'died', time)
  redis.call('ZADD', key('dead'), seq, seq)
  redis.call('ZADD', key('died'), time, seq)
  redis.call('ZREM', key('pending'), seq)
  take_bytes(bytes, length)
  local next = line and next_in(line)
  if next then
    make_ready(next)
  end
end
return 1
