-- Gives a claim back. ARGV: id, token.
local id = key('id:' .. ARGV[1])
if redis.call('GET', id) == 'c' .. ARGV[2] then
  redis.call('DEL', id)
end
return 1
