-- Puts a dead letter back at the end of its conversation, with all its attempts ahead of it.
-- ARGV: seq, max pending events, max pending bytes. Returns replayed | not found | full.
local seq = ARGV[1]
if not redis.call('ZSCORE', key('dead'), seq) then
  return 'not found'
end

local entry = key('e:' .. seq)
local length = redis.call('HSTRLEN', entry, 'body')
if is_full(length, ARGV[2], ARGV[3], pending()) then
  return 'full'
end

local conversation = redis.call('HGET', entry, 'conversation')
local id = redis.call('HGET', entry, 'id')
redis.call('ZCARD', key('held'))
local last = redis.call('INCR', key('seq'))
local replayed = key('e:' .. last)
if redis.call('EXISTS', replayed) == 1 then
  return redis.error_reply('NUMBERTAKEN ' .. replayed .. ' exists already: somebody has deleted or changed ' .. key('seq'))
end

let_go(seq, entry)
redis.call('ZREM', key('dead'), seq)
redis.call('ZREM', key('died'), seq)
redis.call('DEL', key('h:' .. seq))
redis.call('HDEL', entry, 'attempts', 'token', 'rejected', 'error', 'reason', 'died')
redis.call('RENAME', entry, replayed)
if id then
  redis.call('ZADD', key('held'), 0, held_name(id, last))
end
redis.call('ZADD', key('pending'), now(), last)
add_bytes(length)
if not conversation or redis.call('RPUSH', key('c:' .. conversation), last) == 1 then
  make_ready(last)
end
return 'replayed'
