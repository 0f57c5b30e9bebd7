-- Takes events once, each by itself: seen? full? then the event, its conversation, and its id last.
-- ARGV: max pending events, max pending bytes, then of each: id, remember for ms, conversation or '', delivery, body, receiver
-- Returns for each: accepted | duplicate | full | in progress (an inline endpoint works on it, and may yet fail), or an error of its own.
local width = 6
local answers = {}
local pending_events, pending_bytes = pending()
redis.call('ZCARD', key('ready'))
redis.call('ZCARD', key('held'))

local taken = {}
local taken_here = {}
local taken_bytes = 0

local function refusal(id, conversation, length)
  if taken_here[id] then
    return 'duplicate'
  end
  local known = redis.pcall('GET', key('id:' .. id))
  if type(known) == 'string' then
    return known:sub(1, 1) == 'c' and 'in progress' or 'duplicate'
  elseif known then
    return known
  end
  if is_full(length, ARGV[1], ARGV[2], pending_events + #taken, pending_bytes + taken_bytes) then
    return 'full'
  end
  local line = conversation ~= '' and redis.pcall('LLEN', key('c:' .. conversation))
  return type(line) == 'table' and line
end

for first = 3, #ARGV, width do
  local id, length = ARGV[first], #ARGV[first + 4]
  local refused = refusal(id, ARGV[first + 2], length)
  answers[#answers + 1] = refused or 'accepted'
  if not refused then
    taken[#taken + 1] = { first = first, answer = #answers }
    taken_here[id] = true
    taken_bytes = taken_bytes + length
  end
end

if #taken == 0 then
  return answers
end

-- What is not new has been answered; this is for those that are.
local function refuse_taken(reason)
  for _, event in ipairs(taken) do
    answers[event.answer] = reason
  end
  return answers
end

local last = redis.pcall('INCRBY', key('seq'), #taken)
if type(last) == 'table' then
  return refuse_taken(last)
end
local entries = {}
for index, event in ipairs(taken) do
  event.seq = last - #taken + index
  entries[index] = key('e:' .. event.seq)
end
if redis.call('EXISTS', unpack(entries)) > 0 then
  return refuse_taken(redis.error_reply(
    'NUMBERTAKEN ' .. entries[1] .. ' or one up to ' .. entries[#entries] .. ' exists already: somebody has deleted or changed ' .. key('seq')))
end

-- From here on nothing can fail.
local time = now()
local in_pending, in_held, in_ready = {}, {}, {}
for index, event in ipairs(taken) do
  local first, seq = event.first, event.seq
  local id, conversation = ARGV[first], ARGV[first + 2]
  if conversation == '' then
    redis.call('HSET', entries[index], 'delivery', ARGV[first + 3], 'body', ARGV[first + 4], 'receiver', ARGV[first + 5], 'id', id)
  else
    redis.call(
      'HSET', entries[index], 'delivery', ARGV[first + 3], 'body', ARGV[first + 4], 'receiver', ARGV[first + 5], 'id', id, 'conversation', conversation)
  end
  add(in_held, 0, held_name(id, seq))
  add(in_pending, time, seq)
  if conversation == '' or redis.call('RPUSH', key('c:' .. conversation), seq) == 1 then
    add(in_ready, seq, seq)
  end
  redis.call('SET', key('id:' .. id), '1', 'PX', ARGV[first + 1])
end
redis.call('ZADD', key('held'), unpack(in_held))
redis.call('ZADD', key('pending'), unpack(in_pending))
add_bytes(taken_bytes)
make_all_ready(in_ready)
return answers
