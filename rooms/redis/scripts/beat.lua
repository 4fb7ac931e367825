-- A node is there, and hears who else is, by one clock. KEYS: nodes, takers (those that take
-- over from others: not who stops). ARGV: node, ttl, whether it takes.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
for i = 1, 2 do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', string.format('%.0f', now))
  if i == 1 or ARGV[3] == '1' then redis.call('ZADD', KEYS[i], string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
  else redis.call('ZREM', KEYS[i], ARGV[1]) end
end
return {time[1], time[2], redis.call('ZRANGE', KEYS[1], 0, -1), redis.call('ZRANGE', KEYS[2], 0, -1)}
