-- Tries every command that the scripts call, on nothing. Returns those that are refused, and why.
local refused = {}
local function try(command, ...)
  local answer = redis.pcall(command, ...)
  local why = type(answer) == 'table' and answer.err
  -- Refused commands never get as far as to see what KEYS[2] is.
  if why and not why:find('WRONGTYPE') and not why:find('not an integer') and not why:find('no such key') then
    add(refused, command, why)
  end
end

for command, arguments in pairs(on_nothing) do
  try(command, unpack(arguments))
end
try('GET', KEYS[1])
try('HSET', KEYS[2], '', '')
try('HSTRLEN', KEYS[1], '')
try('INCRBY', KEYS[2], 0)
try('LLEN', KEYS[1])
try('LRANGE', KEYS[1], 0, -1)
try('PUBLISH', KEYS[1], '')
try('RENAME', KEYS[1], KEYS[1])
try('RPUSH', KEYS[2], '')
try('TIME')
try('TYPE', KEYS[1])
try('ZCARD', KEYS[1])
try('ZMSCORE', KEYS[1], '')
try('ZRANGEBYLEX', KEYS[1], '-', '+')
try('ZRANGEBYSCORE', KEYS[1], '-inf', '+inf')
try('ZSCAN', KEYS[1], 0)
return refused
