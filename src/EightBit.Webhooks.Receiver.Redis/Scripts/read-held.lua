-- Reads events where they stand.
-- ARGV: max bytes of bodies, 'numbers' and numbers, as many of which as fit are read, but always one; or 'id' and an id: the last accepted.
-- Returns how many of the numbers were looked at, and
-- { { seq, state, due, delivery, body, completed, rejected, attempts, reason, history }... }.
local bytes_left = tonumber(ARGV[1])
local seqs = {}
if ARGV[2] == 'numbers' then
  for index = 3, #ARGV do
    seqs[#seqs + 1] = ARGV[index]
  end
else
  local id = ARGV[3]
  local latest = false
  for _, member in ipairs(redis.call('ZRANGEBYLEX', key('held'), '[' .. id .. '\0', '(' .. id .. '\1', 'LIMIT', 0, 1000)) do
    local seq = member:sub(#id + 2)
    if seq:find('^%d+$') and (not latest or tonumber(seq) > tonumber(latest)) then -- or it is an id with a zero byte in it
      latest = seq
    end
  end
  seqs[1] = latest or nil
end

local function state_of(seq)
  for _, state in ipairs({ 'dead', 'leases', 'retries', 'pending' }) do
    local score = redis.call('ZSCORE', key(state), seq)
    if score then
      return state, score
    end
  end
end

local events = {}
local looked_at = 0
for _, seq in ipairs(seqs) do
  local entry = key('e:' .. seq)
  local state, score = state_of(seq)
  if state then -- or it is gone
    if redis.call('TYPE', entry).ok ~= 'hash' then
      events[#events + 1] = { seq }
    else
      bytes_left = bytes_left - redis.call('HSTRLEN', entry, 'body')
      if #events > 0 and bytes_left < 0 then
        break
      end
      local fields = redis.call('HMGET', entry, 'delivery', 'body', 'completed', 'rejected', 'attempts', 'reason')
      events[#events + 1] = {
        seq, state, score, fields[1], fields[2], fields[3] or '', fields[4] or '', fields[5] or '0', fields[6],
        redis.call('LRANGE', key('h:' .. seq), 0, -1),
      }
    end
  end
  looked_at = looked_at + 1
end
return { looked_at, events }
