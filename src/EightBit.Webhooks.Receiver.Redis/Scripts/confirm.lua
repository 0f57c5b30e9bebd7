-- A write that replicas have to acknowledge (see WAIT), and whether what was accepted is still there: after a failover it may
-- not be. ARGV: a value, then ids. Returns 1 or 0 for each id.
local known = {}
for index = 2, #ARGV do
  known[index - 1] = redis.call('EXISTS', key('id:' .. ARGV[index]))
end
redis.call('SET', key('confirmed'), ARGV[1])
return known
