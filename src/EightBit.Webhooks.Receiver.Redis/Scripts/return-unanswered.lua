-- Gives back what a claim got whose answer never arrived. ARGV: the claim's token. Returns how many events.
local count = 0
for _, seq in ipairs(redis.call('ZRANGE', key('leases'), 0, -1)) do
  if is_held(seq, ARGV[1]) then
    redis.call('ZREM', key('leases'), seq)
    redis.call('HINCRBY', key('e:' .. seq), 'attempts', -1)
    make_ready(seq)
    count = count + 1
  end
end
return count
