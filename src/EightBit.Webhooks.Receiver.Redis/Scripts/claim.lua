-- Hands out what may run now, and counts an attempt for each.
-- ARGV: max, lease ms, token, max bytes of bodies
-- Returns { { seq, attempt, delivery, body, completed, rejected }... }, how many ms until the next one is due, or -1, and the numbers of
-- entries that were set aside because somebody has deleted or overwritten them.
local time = now()
local max = tonumber(ARGV[1])
local lease_ends = time + tonumber(ARGV[2])
local bytes_left = tonumber(ARGV[4])
local claimed = {}
local damaged = {}

local function first(name, until_time)
  return redis.call('ZRANGEBYSCORE', key(name), '-inf', until_time, 'LIMIT', 0, max - #claimed)
end

-- The first one always fits.
local function fits(entry)
  bytes_left = bytes_left - redis.call('HSTRLEN', entry, 'body')
  return #claimed == 0 or bytes_left >= 0
end

local function is_whole(entry)
  return redis.call('TYPE', entry).ok == 'hash' and redis.call('HEXISTS', entry, 'delivery') == 1 and redis.call('HEXISTS', entry, 'body') == 1
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
  for _, seq in ipairs(seqs) do
    local entry = key('e:' .. seq)
    if not is_whole(entry) then
      set_aside(seq, entry)
    elseif not fits(entry) then
      return
    else
      redis.call('ZREM', key(name), seq)
      redis.call('ZADD', key('leases'), lease_ends, seq)
      redis.call('HSET', entry, 'token', ARGV[3])
      local attempt = redis.call('HINCRBY', entry, 'attempts', 1)
      local fields = redis.call('HMGET', entry, 'delivery', 'body', 'completed', 'rejected')
      claimed[#claimed + 1] = { seq, attempt, fields[1], fields[2], fields[3] or '', fields[4] or '' }
    end
  end
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

if #claimed < max and redis.call('EXISTS', key('ready')) == 1 then
  wake() -- the bodies were too large for one answer, or what was damaged stood in front of others
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
