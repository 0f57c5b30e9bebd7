-- Hands out what may run now, and counts an attempt for each.
-- ARGV: max, lease ms, token, max bytes of bodies
-- Returns { { seq, attempt, delivery, body, completed, rejected }... }, how many ms until the next one is due, or -1, the numbers of entries
-- that were set aside because somebody has deleted or overwritten them, and 1 if mend.lua has something to do.
local time = now()
local asked = tonumber(ARGV[1])
local max = math.min(asked, 1000) -- Lua passes no more than a few thousand arguments to one command
local max_damaged = 200
local lease_ends = time + tonumber(ARGV[2])
local bytes_left = tonumber(ARGV[4])
expect_sets('ready', 'retries', 'leases', 'pending', 'held')
local bytes = number_in('bytes')
local refused = need('ZREM', 'ZADD', 'DEL', 'SET', 'EXISTS', 'LINDEX', 'LPOP', 'ZRANGE')
if refused then
  return refused
end

local function first(name, until_time)
  return redis.call('ZRANGEBYSCORE', key(name), '-inf', until_time, 'LIMIT', 0, max)
end

-- What is due is ready, in the order of its number.
local function ready_or_due()
  local seqs, source = {}, {}
  for _, name in ipairs({ 'ready', 'retries' }) do
    for _, seq in ipairs(first(name, name == 'retries' and time or '+inf')) do
      seqs[#seqs + 1] = seq
      source[seq] = name
    end
  end
  table.sort(seqs, function(left, right) return tonumber(left) < tonumber(right) end)
  return seqs, source
end

-- The first one always fits.
local claimed = {}
local function fits(body)
  bytes_left = bytes_left - #body
  return #claimed == 0 or bytes_left >= 0
end

local taken = { leases = {}, ready = {}, retries = {} }
local in_leases = {}
local damaged = {}

local function choose(seqs, source_of)
  for _, seq in ipairs(seqs) do
    if #claimed >= max or #damaged >= max_damaged then
      return
    end
    local fields = read(key('e:' .. seq), 'delivery', 'body', 'completed', 'rejected', 'attempts')
    if not (fields[1] and fields[2]) then
      damaged[#damaged + 1] = seq
    elseif not fits(fields[2]) then
      return
    else
      local attempt = (tonumber(fields[5]) or 0) + 1
      local from = taken[source_of(seq)]
      from[#from + 1] = seq
      add(in_leases, lease_ends, seq)
      claimed[#claimed + 1] = { seq, attempt, fields[1], fields[2], fields[3] or '', fields[4] or '' }
    end
  end
end

-- Leases that have expired and are not claimed again stay as they are: until somebody else has the event, whoever is late with
-- it can still renew and settle.
choose(first('leases', time), function() return 'leases' end)
local seqs, source = ready_or_due()
choose(seqs, function(seq) return source[seq] end)

-- From here on nothing can fail but the first HSET, before which nothing is changed.
for _, event in ipairs(claimed) do
  redis.call('HSET', key('e:' .. event[1]), 'token', ARGV[3], 'attempts', event[2])
end
for name, from in pairs(taken) do
  if #from > 0 then
    redis.call('ZREM', key(name), unpack(from))
  end
end
if #in_leases > 0 then
  redis.call('ZADD', key('leases'), unpack(in_leases))
end
for _, seq in ipairs(damaged) do
  set_aside(seq)
end
if #damaged > 0 then
  take_bytes(bytes, 0)
end

local mend = redis.call('EXISTS', key('mend'))
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
return { claimed, due, damaged, mend }
