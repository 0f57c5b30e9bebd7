-- Finds events that wait for a retry, soonest first, without reading them.
-- ARGV: the due time to begin with, how many of that time to leave out, max, 'of' and a receiver, or 'all'.
-- Returns the due time of the last one looked at (nothing when there was none), how many of that time to leave out then, and for each one
-- found its number and due time.
local max_looked_at = 1000
local last = false
local of_last = 0
local found = {}
local waiting = redis.call('ZRANGEBYSCORE', key('retries'), ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', ARGV[2], max_looked_at)
for index = 1, #waiting, 2 do
  if #found >= 2 * tonumber(ARGV[3]) then
    break
  end
  local seq, due = waiting[index], waiting[index + 1]
  if due ~= last then
    last = due
    of_last = due == ARGV[1] and tonumber(ARGV[2]) or 0
  end
  of_last = of_last + 1
  if ARGV[4] == 'all' or read(key('e:' .. seq), 'receiver')[1] == ARGV[5] then
    found[#found + 1] = seq
    found[#found + 1] = due
  end
end
return { last, of_last, found }
