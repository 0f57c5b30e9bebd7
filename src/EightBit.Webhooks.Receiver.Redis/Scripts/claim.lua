-- Hands out what may run now, and counts an attempt for each.
-- ARGV: max, lease ms, token, max bytes of bodies
-- Returns { { seq, attempt, delivery, body, completed, rejected }..., } and how many ms until the next one is due, or -1.
local time = now()
local max = tonumber(ARGV[1])
local lease_ends = time + tonumber(ARGV[2])
local bytes_left = tonumber(ARGV[4])
local claimed = {}

local function first(name, until_time)
  return redis.call('ZRANGEBYSCORE', key(name), '-inf', until_time, 'LIMIT', 0, max - #claimed)
end

-- The first one always fits.
local function fits(entry)
  bytes_left = bytes_left - redis.call('HSTRLEN', entry, 'body')
  return #claimed == 0 or bytes_left >= 0
end

-- Removing comes first: that is allowed when there is no memory left, and so is everything after it.
local function claim_from(name, seqs)
  for _, seq in ipairs(seqs) do
    local entry = key('e:' .. seq)
    if not fits(entry) then
      return
    end
    redis.call('ZREM', key(name), seq)
    redis.call('ZADD', key('leases'), lease_ends, seq)
    redis.call('HSET', entry, 'token', ARGV[3])
    local attempt = redis.call('HINCRBY', entry, 'attempts', 1)
    local fields = redis.call('HMGET', entry, 'delivery', 'body', 'completed', 'rejected')
    claimed[#claimed + 1] = { seq, attempt, fields[1], fields[2], fields[3] or '', fields[4] or '' }
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
  wake() -- the bodies were too large for one answer
end

local due = -1
for _, name in ipairs({ 'retries', 'leases' }) do
  local next = redis.call('ZRANGE', key(name), 0, 0, 'WITHSCORES')[2]
  if next then
    local wait = math.max(0, next - time)
    due = due < 0 and wait or math.min(due, wait)
  end
end
return { claimed, due }
