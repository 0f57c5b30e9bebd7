-- Deletes dead letters that are old enough, a few at a time. ARGV: retention ms, max. Returns how many.
local old = redis.call('ZRANGEBYSCORE', key('died'), '-inf', now() - tonumber(ARGV[1]), 'LIMIT', 0, ARGV[2])
for _, seq in ipairs(old) do
  let_go(seq, key('e:' .. seq))
  redis.call('ZREM', key('dead'), seq)
  redis.call('ZREM', key('died'), seq)
  redis.call('DEL', key('e:' .. seq), key('h:' .. seq))
end
return #old
