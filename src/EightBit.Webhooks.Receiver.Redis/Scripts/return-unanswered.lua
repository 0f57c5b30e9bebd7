-- Gives back what a claim got whose answer never arrived, looking at some of the leases at a time.
-- ARGV: the claim's token, where to go on ('0' to begin). Returns how many events, and where to go on, '0' when all was looked at.
local count = 0
expect_sets('ready')
local leases = redis.call('ZSCAN', key('leases'), ARGV[2], 'COUNT', 500)
local refused = need('ZREM', 'ZADD', 'HMGET', 'ZSCORE', 'EXISTS')
if refused then
  return refused
end
for index = 1, #leases[2], 2 do
  local seq = leases[2][index]
  if is_held(seq, ARGV[1]) then
    local entry = key('e:' .. seq)
    local attempts = tonumber(read(entry, 'attempts')[1]) or 1
    redis.call('HSET', entry, 'attempts', attempts - 1) -- where it is not allowed, this is the first write
    redis.call('ZREM', key('leases'), seq)
    make_ready(seq)
    count = count + 1
  end
end
return { count, leases[1] }
