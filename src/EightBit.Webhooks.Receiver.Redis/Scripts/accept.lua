-- Takes an event once: seen? full? then the event, its conversation, and its id last.
-- ARGV: id, remember for ms, max pending events, max pending bytes, conversation or '', delivery, body, receiver
-- Returns accepted | duplicate | full | in progress (an inline endpoint works on it, and may yet fail).
local id = key('id:' .. ARGV[1])
local known = redis.call('GET', id)
if known then
  return known:sub(1, 1) == 'c' and 'in progress' or 'duplicate'
end

local body = ARGV[7]
if is_full(#body, ARGV[3], ARGV[4]) then
  return 'full'
end

local conversation = ARGV[5] ~= '' and ARGV[5]
if conversation then
  redis.call('LLEN', key('c:' .. conversation))
end
redis.call('ZCARD', key('ready'))
redis.call('ZCARD', key('held'))

local seq = redis.call('INCR', key('seq'))
local entry = key('e:' .. seq)
if redis.call('EXISTS', entry) == 1 then
  return redis.error_reply('NUMBERTAKEN ' .. entry .. ' exists already: somebody has deleted or changed ' .. key('seq'))
end

-- From here on nothing can fail.
redis.call('HSET', entry, 'delivery', ARGV[6], 'body', body, 'receiver', ARGV[8], 'id', ARGV[1])
if conversation then
  redis.call('HSET', entry, 'conversation', conversation)
end
hold(seq, ARGV[1])
enqueue(seq, conversation, #body)
redis.call('SET', id, '1', 'PX', ARGV[2])
return 'accepted'
