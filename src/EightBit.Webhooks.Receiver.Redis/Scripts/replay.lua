-- Puts a dead letter back at the end of its conversation, with all its attempts ahead of it.
-- ARGV: seq, max pending events, max pending bytes. Returns replayed | not found | full.
local seq = ARGV[1]
local entry = key('e:' .. seq)
if not redis.call('ZSCORE', key('dead'), seq) or redis.call('EXISTS', entry) == 0 then
  return 'not found'
end

local length = redis.call('HSTRLEN', entry, 'body')
local pending_events, pending_bytes = pending()
if is_full(length, ARGV[2], ARGV[3], pending_events, pending_bytes) then
  return 'full'
end

local fields = redis.call('HMGET', entry, 'conversation', 'id')
local line = fields[1] and key('c:' .. fields[1])
local id = fields[2]
if line then
  redis.call('LLEN', line)
end
expect_sets('died', 'held', 'ready')
number_in('seq')
local time = now()
local refused = need('ZADD', 'ZREM', 'DEL', 'SET', 'EXISTS', 'HMGET', 'HDEL')
local renaming = redis.pcall('RENAME', KEYS[1], KEYS[1])
if refused or not renaming.err:find('no such key') then
  return refused or renaming
end

local last = redis.call('INCRBY', key('seq'), 1)
local replayed = key('e:' .. last)
if redis.call('EXISTS', replayed) == 1 then
  return redis.error_reply('NUMBERTAKEN ' .. replayed .. ' exists already: somebody has deleted or changed ' .. key('seq'))
end

-- From here on nothing can fail but RPUSH, before which nothing but the number is changed.
local place = line and redis.call('RPUSH', line, last) or 1
let_go(seq, entry)
redis.call('ZREM', key('dead'), seq)
redis.call('ZREM', key('died'), seq)
redis.call('DEL', key('h:' .. seq))
redis.call('HDEL', entry, 'attempts', 'token', 'rejected', 'error', 'reason', 'died')
redis.call('RENAME', entry, replayed)
if id then
  redis.call('ZADD', key('held'), 0, held_name(id, last))
end
redis.call('ZADD', key('pending'), time, last)
set_bytes(pending_bytes + length)
if place == 1 then
  make_ready(last)
end
return 'replayed'
