-- Deletes a dead letter. ARGV: seq. Returns 1, or 0 when there is none.
if not redis.call('ZSCORE', key('dead'), ARGV[1]) then
  return 0
end
let_go(ARGV[1], key('e:' .. ARGV[1]))
redis.call('ZREM', key('dead'), ARGV[1])
redis.call('ZREM', key('died'), ARGV[1])
redis.call('DEL', key('e:' .. ARGV[1]), key('h:' .. ARGV[1]))
return 1
