-- Looks whether the last number is still there. ARGV: the highest number that the caller has seen. Returns what is there.
-- Where it is less, numbers go on behind what was seen.
local last = number_in('seq')
if last < tonumber(ARGV[1]) then
  redis.call('SET', key('seq'), ARGV[1])
end
return last
