-- In front of every script. KEYS[1] is the beginning of all keys of one partition; its hash tag keeps them in one slot. KEYS[2] is its layout:
-- two keys, one of which is never there, so that a slot that is on its way to another node answers TRYAGAIN to every script.
-- The last of ARGV is what the layout has to be.
-- Lua does not roll back: whatever can fail (a key of the wrong type, a command that is not allowed, no memory left) has to fail before the
-- first write. What a script calls after it is therefore named in need(), and the types of its keys are looked at.

local function key(name)
  return KEYS[1] .. name
end

if redis.call('GET', KEYS[2]) ~= table.remove(ARGV) then
  return redis.error_reply('LAYOUTGONE ' .. KEYS[2] .. ' is not what it was when the application started')
end

-- Calls that change nothing: nothing has the name KEYS[1], and KEYS[2] is there.
local on_nothing = {
  DEL = { KEYS[1] },
  EXISTS = { KEYS[1] },
  HDEL = { KEYS[1], '' },
  HMGET = { KEYS[1], '' },
  LINDEX = { KEYS[1], 0 },
  LPOP = { KEYS[1] },
  LTRIM = { KEYS[1], 0, 0 },
  SET = { KEYS[2], '', 'NX' },
  ZADD = { KEYS[1], 'XX', 0, '' },
  ZRANGE = { KEYS[1], 0, 0 },
  ZREM = { KEYS[1], '' },
  ZSCORE = { KEYS[1], '' },
}

-- An administrator may disable, rename or deny any command at any time. Returns the error of the first one that is refused. After a first
-- one that frees memory, such as ZREM, those that take some are allowed without memory too; where there has to be some, ZADD comes first.
-- HSET, RPUSH and INCRBY cannot be tried on nothing: a script calls them first, in an order in which it can still go back.
local function need(...)
  for _, command in ipairs({ ... }) do
    local answer = redis.pcall(command, unpack(on_nothing[command]))
    if type(answer) == 'table' and answer.err then
      return answer
    end
  end
end

-- Of an entry that somebody has deleted or overwritten there is nothing.
local function read(entry, ...)
  local fields = redis.pcall('HMGET', entry, ...)
  if not fields.err then
    return fields
  end
  return fields.err:find('WRONGTYPE') and {} or redis.call('HMGET', entry, ...) -- which fails
end

local function expect_sets(...)
  for _, name in ipairs({ ... }) do
    redis.call('ZCARD', key(name))
  end
end

-- What a text holds that counts something.
local function number_in(name)
  local text = redis.call('GET', key(name)) or '0'
  if not text:find('^%-?%d+$') or #text > 15 then
    error('WRONGTYPE ' .. key(name) .. ' holds no number of ours')
  end
  return tonumber(text)
end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Whoever is not told looks now and then, so it is no reason to fail.
local function wake()
  redis.pcall('PUBLISH', key('wake'), '')
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

local function set_bytes(count)
  if count == 0 then
    redis.call('DEL', key('bytes'))
  else
    redis.call('SET', key('bytes'), string.format('%.0f', count))
  end
end

-- After entries have left 'pending'. Damaged ones may have left something in it.
local function take_bytes(before, count)
  set_bytes(redis.call('EXISTS', key('pending')) == 0 and 0 or before - count)
end

-- Takes the first one out of a conversation. Returns the next one, which may run then.
local function next_in(line)
  redis.call('LPOP', line)
  return redis.call('LINDEX', line, 0)
end

-- How many events are pending, and the bytes of their bodies.
local function pending()
  return redis.call('ZCARD', key('pending')), number_in('bytes')
end

local function is_full(length, max_events, max_bytes, events, bytes)
  -- A body beyond the bound by itself passes alone: turned away, it would be so for ever.
  return events >= tonumber(max_events) or (events > 0 and bytes + length > tonumber(max_bytes))
end

local function is_held(seq, token)
  -- A damaged entry is nobody's, and must not keep the leases of others from being renewed.
  return read(key('e:' .. seq), 'token')[1] == token and redis.call('ZSCORE', key('leases'), seq)
end

-- Events are found by their ids for as long as they are held: by the id, a zero byte and the number, all with the same score, so that those
-- of one id stand together. An id may be held twice, when it was accepted again after it was forgotten.
local function held_name(id, seq)
  return id .. '\0' .. seq
end

local function let_go(seq, entry)
  local id = read(entry, 'id')[1] -- a damaged entry is let go of too
  if id then
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

-- Leaves the key of an entry that somebody has deleted or overwritten to whoever looks into it, and lets what waits behind it run. Where the
-- entry no longer says which conversation it heads, mend.lua finds out.
local function set_aside(seq)
  local entry = key('e:' .. seq)
  let_go(seq, entry)
  for _, name in ipairs({ 'ready', 'leases', 'retries', 'pending' }) do
    redis.call('ZREM', key(name), seq)
  end
  local conversation = read(entry, 'conversation')[1]
  local line = conversation and key('c:' .. conversation)
  if line and redis.pcall('LINDEX', line, 0) == seq then
    local next = next_in(line)
    if next then
      make_ready(next)
    end
  else
    redis.call('SET', key('mend'), '0')
  end
end

local function delete_letter(seq)
  local entry = key('e:' .. seq)
  let_go(seq, entry)
  redis.call('ZREM', key('dead'), seq)
  redis.call('ZREM', key('died'), seq)
  redis.call('DEL', entry, key('h:' .. seq))
end
