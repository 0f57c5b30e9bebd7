-- Extends leases. ARGV: lease ms, then seq and token of each. Returns the numbers (from 0) of those that are lost.
local lease_ends = now() + tonumber(ARGV[1])
local lost = {}
for index = 2, #ARGV, 2 do
  local seq = ARGV[index]
  if is_held(seq, ARGV[index + 1]) then
    redis.call('ZREM', key('leases'), seq) -- allowed when there is no memory left, and so is what follows
    redis.call('ZADD', key('leases'), lease_ends, seq)
  else
    lost[#lost + 1] = index / 2 - 1
  end
end
return lost
