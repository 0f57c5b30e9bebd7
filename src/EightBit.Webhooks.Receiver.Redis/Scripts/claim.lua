-- Hands out what may run now, and counts an attempt for each.
-- ARGV: max, lease ms, token, max bytes of bodies
-- Returns { { seq, attempt, delivery, body, completed, rejected }... }, how many ms until the next one is due, or -1, and the numbers of
-- entries that were set aside because somebody has deleted or overwritten them.
local time = now()
local asked = tonumber(ARGV[1])
local max = math.min(asked, 1000) -- Lua passes no more than a few thousand arguments to one command
local lease_ends = time + tonumber(ARGV[2])
local bytes_left = tonumber(ARGV[4])
local claimed = {}
local damaged = {}

local function first(name, until_time)
  return redis.call('ZRANGEBYSCORE', key(name), '-inf', until_time, 'LIMIT', 0, max - #claimed)
end

-- The first one always fits.
local function fits(body)
  bytes_left = bytes_left - #body
  return #claimed == 0 or bytes_left >= 0
end

-- Returns delivery, body, completed, rejected, attempts; or nothing, if somebody has deleted or overwritten the entry.
local function read(entry)
  local fields = redis.pcall('HMGET', entry, 'delivery', 'body', 'completed', 'rejected', 'attempts')
  return fields[1] and fields[2] and fields
end

-- Where the entry no longer says which conversation it heads, one of those that wait behind it does.
local max_searched = 10000
local function conversation_headed_by(seq, entry)
  local conversation = redis.pcall('HGET', entry, 'conversation')
  if type(conversation) == 'string' then
    return conversation
  end
  for _, other in ipairs(redis.call('ZRANGE', key('pending'), 0, max_searched - 1)) do
    conversation = redis.pcall('HGET', key('e:' .. other), 'conversation')
    if type(conversation) == 'string' and redis.call('LINDEX', key('c:' .. conversation), 0) == seq then
      return conversation
    end
  end
end

-- Leaves the entry's key to whoever looks into it, and lets everything behind it run.
local function set_aside(seq, entry)
  let_go(seq, entry)
  for _, name in ipairs({ 'ready', 'leases', 'retries', 'pending' }) do
    redis.call('ZREM', key(name), seq)
  end
  if redis.call('EXISTS', key('pending')) == 0 then
    redis.call('DEL', key('bytes'))
  end
  local conversation = conversation_headed_by(seq, entry)
  if conversation then
    local line = key('c:' .. conversation)
    redis.call('LREM', line, 1, seq)
    local next = redis.call('LINDEX', line, 0)
    if next then
      make_ready(next)
    end
  end
  damaged[#damaged + 1] = seq
end

-- Removing comes first: that is allowed when there is no memory left, and so is everything after it.
local function claim_from(name, seqs)
  local taken, in_leases, attempts = {}, {}, {}
  for _, seq in ipairs(seqs) do
    local entry = key('e:' .. seq)
    local fields = read(entry)
    if not fields then
      set_aside(seq, entry)
    elseif not fits(fields[2]) then
      break
    else
      local attempt = (tonumber(fields[5]) or 0) + 1
      taken[#taken + 1] = seq
      add(in_leases, lease_ends, seq)
      add(attempts, entry, attempt)
      claimed[#claimed + 1] = { seq, attempt, fields[1], fields[2], fields[3] or '', fields[4] or '' }
    end
  end
  if #taken == 0 then
    return
  end
  redis.call('ZREM', key(name), unpack(taken))
  for index = 1, #attempts, 2 do
    redis.call('HSET', attempts[index], 'token', ARGV[3], 'attempts', attempts[index + 1])
  end
  redis.call('ZADD', key('leases'), unpack(in_leases))
end

-- Leases that have expired and are not claimed again stay as they are: until somebody else has the event, whoever is late with
-- it can still renew and settle.
claim_from('leases', first('leases', time))
if #claimed < max then
  for _, seq in ipairs(first('retries', time)) do
    redis.call('ZREM', key('retries'), seq)
    redis.call('ZADD', key('ready'), seq, seq)
  end
  claim_from('ready', first('ready', '+inf'))
end

if #claimed < asked and redis.call('EXISTS', key('ready')) == 1 then
  wake() -- there were too many, the bodies were too large for one answer, or what was damaged stood in front of others
end

local due = -1
for _, name in ipairs({ 'retries', 'leases' }) do
  local next = redis.call('ZRANGE', key(name), 0, 0, 'WITHSCORES')[2]
  if next then
    local wait = math.max(0, next - time)
    due = due < 0 and wait or math.min(due, wait)
  end
end
return { claimed, due, damaged }
