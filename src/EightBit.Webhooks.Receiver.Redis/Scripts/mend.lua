-- Goes on with looking for what waits behind entries that were set aside, a few at a time: 'mend' says where. Whatever cannot be read and
-- does not stand in front of its conversation is set aside too, and what can be read, and nothing would ever make ready, is made ready.
-- Returns the numbers of entries that were set aside. When nothing is left to look at, 'mend' is gone.
local looked_at_once = 200
local pops_left = 1000
local cursor = redis.call('GET', key('mend'))
if not cursor then
  return {}
end
expect_sets('ready', 'retries', 'leases', 'pending', 'held')
local bytes = number_in('bytes')
local found = redis.pcall('ZSCAN', key('pending'), cursor, 'COUNT', looked_at_once)
if found.err then
  found = redis.call('ZSCAN', key('pending'), 0, 'COUNT', looked_at_once) -- somebody has written to it
end
local refused = need('ZREM', 'ZADD', 'DEL', 'SET', 'EXISTS', 'LINDEX', 'LPOP', 'ZSCORE')
if refused then
  return refused
end

local function is_going_on(seq)
  return redis.call('ZSCORE', key('ready'), seq) or redis.call('ZSCORE', key('leases'), seq) or redis.call('ZSCORE', key('retries'), seq)
end

-- Takes away what is no longer pending from the front of a conversation. Returns what stands there then.
local function head_of(line)
  local head = redis.pcall('LINDEX', line, 0)
  while type(head) == 'string' and pops_left > 0 and not redis.call('ZSCORE', key('pending'), head) do
    head = next_in(line)
    pops_left = pops_left - 1
  end
  return head
end

local damaged = {}
for index = 1, #found[2], 2 do
  local seq = found[2][index]
  local fields = read(key('e:' .. seq), 'delivery', 'body', 'conversation')
  if not (fields[1] and fields[2]) then
    if not is_going_on(seq) then
      set_aside(seq)
      damaged[#damaged + 1] = seq
    end
  else
    local head = fields[3] and head_of(key('c:' .. fields[3])) or seq
    if type(head) == 'string' and redis.call('ZSCORE', key('pending'), head) and not is_going_on(head) then
      make_ready(head)
    end
  end
end

if #damaged > 0 then
  take_bytes(bytes, 0)
end
if pops_left > 0 and found[1] == '0' then
  redis.call('DEL', key('mend'))
elseif pops_left > 0 then
  redis.call('SET', key('mend'), found[1])
end
return damaged
