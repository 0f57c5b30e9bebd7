-- Deletes dead letters that are old enough, a few at a time. ARGV: retention ms, max. Returns how many.
local old = redis.call('ZRANGEBYSCORE', key('died'), '-inf', now() - tonumber(ARGV[1]), 'LIMIT', 0, ARGV[2])
expect_sets('dead', 'held')
local refused = need('ZREM', 'DEL', 'HMGET')
if refused then
  return refused
end
for _, seq in ipairs(old) do
  delete_letter(seq)
end
return #old
