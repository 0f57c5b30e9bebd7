-- Ends attempts that have done all there was to do, each by itself, if its lease still holds. ARGV: seq and token of each, and which
-- version of what other nodes handle it was decided with, or ''.
-- Returns for each 1, or 0 when the lease is lost, or -1 when other nodes handle something else by now, or an error of its own.
local answers = {}
expect_sets('ready', 'pending', 'held')
local bytes_before = number_in('bytes')

local seqs = {}
local fleet = redis.call('HMGET', key('handles'), 'version')[1] or ''
local width = 3
for index = 1, #ARGV, width do
  seqs[#seqs + 1] = ARGV[index]
end
local leases = redis.call('ZMSCORE', key('leases'), unpack(seqs))

local done, names, keys, lines = {}, {}, {}, {}
local done_here = {}
local bytes = 0
for index, seq in ipairs(seqs) do
  local entry = key('e:' .. seq)
  local fields = read(entry, 'token', 'conversation', 'id') -- a damaged entry is nobody's
  local held = leases[index] and not done_here[seq] and fields[1] == ARGV[width * (index - 1) + 2]
  local line = held and fields[2] and key('c:' .. fields[2])
  local length = line and redis.pcall('LLEN', line)
  if type(length) == 'table' then
    answers[index] = length
  elseif held and ARGV[width * index] ~= '' and ARGV[width * index] ~= fleet then
    answers[index] = -1
  elseif held then
    answers[index] = 1
    done_here[seq] = true
    done[#done + 1] = seq
    bytes = bytes + redis.call('HSTRLEN', entry, 'body')
    names[#names + 1] = fields[3] and held_name(fields[3], seq) or nil
    lines[#lines + 1] = line or nil
    add(keys, entry, key('h:' .. seq))
  else
    answers[index] = 0
  end
end

if #done == 0 then
  return answers
end

local refused = need('ZREM', 'ZADD', 'DEL', 'SET', 'EXISTS', 'LPOP', 'LINDEX')
if refused then
  return refused
end

-- From here on nothing can fail.
redis.call('ZREM', key('leases'), unpack(done))
redis.call('ZREM', key('pending'), unpack(done))
if #names > 0 then
  redis.call('ZREM', key('held'), unpack(names))
end
redis.call('DEL', unpack(keys))
take_bytes(bytes_before, bytes)
local in_ready = {}
for _, line in ipairs(lines) do
  local next = next_in(line)
  if next then
    add(in_ready, next, next)
  end
end
make_all_ready(in_ready)
return answers
