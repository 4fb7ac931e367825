-- A fresh epoch for the node that has the household, or gets it. KEYS: meta, log, own.
-- ARGV: node, ttl, the newest epoch that it knows.
local meta = redis.call('HMGET', KEYS[1], 'e', 'l')
if not meta[1] then return {'no room'} end
local own = redis.call('GET', KEYS[3])
if own and own ~= ARGV[1] then return {'elsewhere', own} end
redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[2])
local time = redis.call('TIME')
-- The clock's part keeps an epoch from being granted twice when Redis has lost the count.
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) - 1767225600000
local epoch = string.format('%.0f', math.max(tonumber(meta[1]) + 1, tonumber(ARGV[3]) + 1, now))
redis.call('HSET', KEYS[1], 'e', epoch, 'w', ARGV[1])
-- A script that was cut off with the end of the append-only file may have left entries.
while true do
  local top = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
  if not top then break end
  if tonumber(string.match(top[1], '%-(%d+)$')) <= tonumber(string.match(meta[2], '%-(%d+)$')) then break end
  redis.call('XDEL', KEYS[2], top[1])
end
return {'ok', epoch, meta[2]}
