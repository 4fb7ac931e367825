-- A node is there, and hears who else is, by one clock. KEYS: nodes, takers (those that take
-- over from others: not who stops), sole, since
-- when Redis has what it has, how much each reads, to which redis-server each has given back
-- what it has, a code of the cluster's secret. ARGV: node, ttl, whether it takes, whether it must
-- be the only one, and of the last three; whether it starts: then another secret than that of
-- whoever was here before is refused. Whoever is here says it again, should it be lost.
if ARGV[8] == '0' then redis.call('SET', KEYS[7], ARGV[7])
elseif not redis.call('SET', KEYS[7], ARGV[7], 'NX') and redis.call('GET', KEYS[7]) ~= ARGV[7] then return {'secret'} end
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local sole = redis.call('GET', KEYS[3])
if sole and sole ~= ARGV[1] then return {'moving'} end
if ARGV[4] == '1' then
  for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. string.format('%.0f', now), '+inf')) do
    if node ~= ARGV[1] then return {'served'} end
  end
  redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[2])
end
for i = 1, 2 do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', string.format('%.0f', now))
  if i == 1 or ARGV[3] == '1' then redis.call('ZADD', KEYS[i], string.format('%.0f', now + tonumber(ARGV[2])), ARGV[1])
  else redis.call('ZREM', KEYS[i], ARGV[1]) end
end
redis.call('SET', KEYS[4], string.format('%.0f', now), 'NX')
for i = 5, 6 do
  redis.call('HSET', KEYS[i], ARGV[1], ARGV[i])
  for _, node in ipairs(redis.call('HKEYS', KEYS[i])) do
    if not redis.call('ZSCORE', KEYS[1], node) then redis.call('HDEL', KEYS[i], node) end
  end
end
return {time[1], time[2], redis.call('ZRANGE', KEYS[1], 0, -1), redis.call('ZRANGE', KEYS[2], 0, -1), redis.call('GET', KEYS[4]), redis.call('HGETALL', KEYS[5]), redis.call('HGETALL', KEYS[6])}
