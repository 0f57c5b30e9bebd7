-- Takes events once, each by itself: seen? full? then the event, its conversation, and its id last.
-- ARGV: max pending events, max pending bytes, the highest number that the caller has seen, then of each: id, remember for ms,
-- conversation or '', delivery, body, receiver
-- Returns for each: accepted | duplicate | full | in progress (an inline endpoint works on it, and may yet fail), or an error of its own;
-- and behind them, when any was accepted, the last number before and now. Numbers go on behind the highest one that was seen: where that is
-- gone, nothing new gets the number of something that is still running.
local width = 6
local answers = {}
local pending_events, pending_bytes = pending()
expect_sets('ready', 'held')

local taken = {}
local taken_here = {}
local taken_bytes = 0
local mend = false

-- The first of a conversation is pending, unless somebody has deleted all that was there of it (see mend.lua).
local function refusal_of_line(line)
  local head = redis.pcall('LINDEX', line, 0)
  if type(head) == 'table' then
    return head
  end
  mend = mend or (head and not redis.call('ZSCORE', key('pending'), head))
end

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
  return conversation ~= '' and refusal_of_line(key('c:' .. conversation))
end

for first = 4, #ARGV, width do
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

local time = now()
local before = number_in('seq')
local skipped = math.max(0, tonumber(ARGV[3]) - before)
local refused = need('ZADD', 'SET', 'EXISTS', 'DEL')
if refused then
  return refuse_taken(refused)
end

local last = redis.pcall('INCRBY', key('seq'), skipped + #taken)
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

-- Nothing leads to an entry before the end: where HSET or RPUSH are not allowed, the first call of them says so, and the entries go again.
for index, event in ipairs(taken) do
  local first = event.first
  local fields = { 'delivery', ARGV[first + 3], 'body', ARGV[first + 4], 'receiver', ARGV[first + 5], 'id', ARGV[first] }
  if ARGV[first + 2] ~= '' then
    add(fields, 'conversation', ARGV[first + 2])
  end
  local written = redis.pcall('HSET', entries[index], unpack(fields))
  if type(written) == 'table' then
    return refuse_taken(written)
  end
end

local in_ready = {}
for _, event in ipairs(taken) do
  local conversation = ARGV[event.first + 2]
  local place = conversation == '' and 1 or redis.pcall('RPUSH', key('c:' .. conversation), event.seq)
  if type(place) == 'table' then
    redis.call('DEL', unpack(entries))
    return refuse_taken(place)
  elseif place == 1 then
    add(in_ready, event.seq, event.seq)
  end
end

-- From here on nothing can fail.
local in_pending, in_held = {}, {}
for _, event in ipairs(taken) do
  local id = ARGV[event.first]
  add(in_held, 0, held_name(id, event.seq))
  add(in_pending, time, event.seq)
  redis.call('SET', key('id:' .. id), '1', 'PX', ARGV[event.first + 1])
end
redis.call('ZADD', key('held'), unpack(in_held))
redis.call('ZADD', key('pending'), unpack(in_pending))
set_bytes(pending_bytes + taken_bytes)
make_all_ready(in_ready)
if mend then
  redis.call('SET', key('mend'), '0')
end
answers[#answers + 1] = { before, last }
return answers
