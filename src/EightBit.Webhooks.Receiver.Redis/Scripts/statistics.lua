-- Counts. Returns pending, claimed, awaiting retry, dead, bytes, age of the oldest pending event in ms or -1.
local oldest = redis.call('ZRANGE', key('pending'), 0, 0, 'WITHSCORES')[2]
return {
  redis.call('ZCARD', key('pending')),
  redis.call('ZCARD', key('leases')),
  redis.call('ZCARD', key('retries')),
  redis.call('ZCARD', key('dead')),
  number_in('bytes'),
  oldest and math.max(0, now() - oldest) or -1,
}
