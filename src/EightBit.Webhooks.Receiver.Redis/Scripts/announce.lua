-- Says which set of handlers a node has, for some time. Nodes with the same set are one here.
-- ARGV: name of the set, the set, how long it counts in ms, a new version, 1 if what has ended may be forgotten
-- Returns the version of what is known, which is another one whenever a set has come or gone, and all sets.
local name, max_sets = ARGV[1], 100
local time = now()
expect_sets('fleet')
local known = redis.call('HMGET', key('handles'), 'version', name)
local ended = ARGV[5] == '1' and redis.call('ZRANGEBYSCORE', key('fleet'), '-inf', time, 'LIMIT', 0, max_sets) or {}
local names = redis.call('ZRANGE', key('fleet'), 0, max_sets)
if #names >= max_sets and not known[2] and #ended == 0 then
  return redis.error_reply('TOOMANYSETS nodes with ' .. max_sets .. ' different sets of handlers use ' .. key('fleet'))
end
local refused = need('ZADD', 'ZREM', 'HDEL', 'HMGET', 'ZRANGE')
if refused then
  return refused
end

-- From here on nothing can fail but the first HSET, before which nothing is changed.
local version = known[1]
if not known[2] or not version or #ended > 0 then
  version = ARGV[4]
  redis.call('HSET', key('handles'), 'version', version, name, ARGV[2])
end
for _, other in ipairs(ended) do
  if other ~= name then
    redis.call('ZREM', key('fleet'), other)
    redis.call('HDEL', key('handles'), other)
  end
end
redis.call('ZADD', key('fleet'), time + tonumber(ARGV[3]), name)
return { version, redis.call('HMGET', key('handles'), unpack(redis.call('ZRANGE', key('fleet'), 0, -1))) }
