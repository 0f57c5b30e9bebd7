-- In front of every script. KEYS[1] is the beginning of all keys of one partition; its hash tag keeps them in one slot. KEYS[2] is its layout:
-- two keys, one of which is never there, so that a slot that is on its way to another node answers TRYAGAIN to every script.
-- The last of ARGV is what the layout has to be.
-- Lua does not roll back: whatever can fail (a key of the wrong type, no memory left) has to fail before the first write.

local function key(name)
  return KEYS[1] .. name
end

if redis.call('GET', KEYS[2]) ~= table.remove(ARGV) then
  return redis.error_reply('LAYOUTGONE ' .. KEYS[2] .. ' is not what it was when the application started')
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function wake()
  redis.call('PUBLISH', key('wake'), '')
end

local function add(list, one, other)
  list[#list + 1] = one
  list[#list + 1] = other
end

-- Takes each number twice, as score and as member. Whoever found nothing ready waits to be told; as long as something is ready, everybody
-- has been.
local function make_all_ready(seqs)
  if #seqs == 0 then
    return
  end
  local nothing_ready = redis.call('EXISTS', key('ready')) == 0
  redis.call('ZADD', key('ready'), unpack(seqs))
  if nothing_ready then
    wake()
  end
end

local function make_ready(seq)
  make_all_ready({ seq, seq })
end

local function add_bytes(count)
  if redis.call('INCRBY', key('bytes'), count) == 0 then
    redis.call('DEL', key('bytes'))
  end
end

-- After entries have left 'pending'.
local function take_bytes(count)
  if redis.call('EXISTS', key('pending')) == 0 then
    redis.call('DEL', key('bytes')) -- whatever damaged entries have left in it
  else
    add_bytes(0 - count) -- a minus alone makes '-0' of nothing
  end
end

-- Takes the first one out of a conversation. Returns the next one, which may run then.
local function next_in(line)
  redis.call('LPOP', line)
  return redis.call('LINDEX', line, 0)
end

-- How many events are pending, and the bytes of their bodies.
local function pending()
  return redis.call('ZCARD', key('pending')), tonumber(redis.call('GET', key('bytes')) or 0)
end

local function is_full(length, max_events, max_bytes, events, bytes)
  -- A body beyond the bound by itself passes alone: turned away, it would be so for ever.
  return events >= tonumber(max_events) or (events > 0 and bytes + length > tonumber(max_bytes))
end

local function is_held(seq, token)
  -- pcall: a damaged entry is nobody's, and must not keep the leases of others from being renewed.
  return redis.pcall('HGET', key('e:' .. seq), 'token') == token and redis.call('ZSCORE', key('leases'), seq)
end

-- Events are found by their ids for as long as they are held: by the id, a zero byte and the number, all with the same score, so that those
-- of one id stand together. An id may be held twice, when it was accepted again after it was forgotten.
local function held_name(id, seq)
  return id .. '\0' .. seq
end

local function let_go(seq, entry)
  local id = redis.pcall('HGET', entry, 'id') -- a damaged entry is let go of too
  if type(id) == 'string' then
    redis.call('ZREM', key('held'), held_name(id, seq))
  end
end

-- An empty text stands for no handlers, and is not kept.
local function set_progress(entry, completed, rejected)
  for field, names in pairs({ completed = completed, rejected = rejected }) do
    if names == '' then
      redis.call('HDEL', entry, field)
    else
      redis.call('HSET', entry, field, names)
    end
  end
end
