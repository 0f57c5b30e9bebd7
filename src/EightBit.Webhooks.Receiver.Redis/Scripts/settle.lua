-- Ends an attempt that has not done all there was to do (see complete.lua), if the lease still holds.
-- ARGV: seq, token, retry | abandoned | dead, completed handlers, rejected handlers, error; then
--       for a retry the delay in ms, for a death the reason.
-- Returns 1, or 0 when the lease is lost.
local seq, token, kind = ARGV[1], ARGV[2], ARGV[3]
if not is_held(seq, token) then
  return 0
end

local entry = key('e:' .. seq)
local history = key('h:' .. seq)
local conversation = redis.call('HGET', entry, 'conversation')
if conversation then
  redis.call('LLEN', key('c:' .. conversation))
end
redis.call('ZCARD', key('ready'))
redis.call('GET', key('bytes'))
for _, name in ipairs({ 'pending', 'retries', 'dead', 'died' }) do
  redis.call('ZCARD', key(name))
end

local history_length = 20
local function add_failure(time, message)
  redis.call('RPUSH', history, redis.call('HGET', entry, 'attempts') .. ' ' .. time .. ' ' .. message)
  redis.call('LTRIM', history, -history_length, -1)
end

-- From here on nothing can fail. Removing comes first: that is allowed when there is no memory left, and so is what follows.
redis.call('ZREM', key('leases'), seq)
set_progress(entry, ARGV[4], ARGV[5])
local time = now()
if kind == 'abandoned' then
  redis.call('HINCRBY', entry, 'attempts', -1)
  make_ready(seq)
elseif kind == 'retry' then
  add_failure(time, ARGV[6])
  redis.call('ZADD', key('retries'), time + tonumber(ARGV[7]), seq)
elseif kind == 'dead' then
  add_failure(time, ARGV[6])
  redis.call('HSET', entry, 'error', ARGV[6], 'reason', ARGV[7], 'died', time)
  redis.call('ZADD', key('dead'), seq, seq)
  redis.call('ZADD', key('died'), time, seq)
  redis.call('ZREM', key('pending'), seq)
  take_bytes(redis.call('HSTRLEN', entry, 'body'))
  local next = conversation and next_in(key('c:' .. conversation))
  if next then
    make_ready(next)
  end
end
return 1
