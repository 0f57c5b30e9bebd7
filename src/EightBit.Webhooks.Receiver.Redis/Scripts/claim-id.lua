-- Claims an id for one caller. ARGV: id, token, lease ms. Returns claimed | in progress | completed.
local id = key('id:' .. ARGV[1])
if redis.call('SET', id, 'c' .. ARGV[2], 'NX', 'PX', ARGV[3]) then
  return 'claimed'
end
return redis.call('GET', id):sub(1, 1) == 'c' and 'in progress' or 'completed'
