-- Deletes a dead letter. ARGV: seq. Returns 1, or 0 when there is none.
if not redis.call('ZSCORE', key('dead'), ARGV[1]) then
  return 0
end
expect_sets('died', 'held')
local refused = need('ZREM', 'DEL', 'HMGET')
if refused then
  return refused
end
delete_letter(ARGV[1])
return 1
