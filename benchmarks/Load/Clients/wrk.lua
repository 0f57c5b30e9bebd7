-- Sends each request of a file once (eight digits of length, then the bytes), then stops.
local requests = {}
local next_index = 0
local interrupt

function init(args)
  local file = assert(io.open(args[1], 'rb'))
  while true do
    local length = file:read(8)
    if not length then
      break
    end
    requests[#requests + 1] = file:read(tonumber(length))
  end
  file:close()
  -- The main thread sleeps to the end of its time unless it is interrupted. The shell is started now, because that takes a while.
  interrupt = io.popen('read line; kill -INT $PPID', 'w')
end

function request()
  if next_index == #requests then
    if interrupt then
      interrupt:write('\n')
      interrupt:flush()
      interrupt = nil
    end
    return requests[#requests]
  end
  next_index = next_index + 1
  return requests[next_index]
end

function done(summary, latency, _)
  local errors = summary.errors
  print(string.format('FIGURES %d %d %d %d %d %d %d', summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
