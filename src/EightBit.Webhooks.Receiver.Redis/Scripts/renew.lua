-- Extends leases. ARGV: lease ms, then seq and token of each. Returns the numbers (from 0) of those that are lost.
local lease_ends = now() + tonumber(ARGV[1])
local refused = need('ZREM', 'ZADD', 'HMGET', 'ZSCORE') -- ZREM first: without memory, too
if refused then
  return refused
end
local lost = {}
for index = 2, #ARGV, 2 do
  local seq = ARGV[index]
  if is_held(seq, ARGV[index + 1]) then
    redis.call('ZADD', key('leases'), lease_ends, seq)
  else
    lost[#lost + 1] = index / 2 - 1
  end
end
return lost
