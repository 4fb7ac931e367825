-- The lease of a household goes on; one that ran out and that nobody took comes back, whoever has
-- it if Redis has forgotten that it granted a room to this node. KEYS: own, then the meta of each room
-- of it that the node holds. ARGV: node, ttl, the node's epoch of each.
local own = redis.call('GET', KEYS[1])
local forgotten = false
for i = 2, #KEYS do
  forgotten = forgotten or tonumber(redis.call('HGET', KEYS[i], 'e') or '0') < tonumber(ARGV[i + 1])
end
if own and own ~= ARGV[1] and not forgotten then return {'elsewhere'} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
local answer = {'ok'}
for i = 2, #KEYS do
  local meta = redis.call('HMGET', KEYS[i], 'e', 'w', 'l')
  if meta[2] == ARGV[1] then answer[i] = meta[1] .. ' ' .. meta[3]
  else answer[i] = 'not mine ' .. (meta[1] or '') end
end
return answer
