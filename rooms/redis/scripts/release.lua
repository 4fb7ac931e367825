-- A room that its owner let go in good order, and the household with its last one.
-- KEYS: meta, own. ARGV: node, epoch, whether the household goes, its heir ('': nobody), ttl.
local meta = redis.call('HMGET', KEYS[1], 'e', 'w')
if meta[1] == ARGV[2] and meta[2] == ARGV[1] then redis.call('HSET', KEYS[1], 'w', '') end
if ARGV[3] == '1' and redis.call('GET', KEYS[2]) == ARGV[1] then
  if ARGV[4] == '' then redis.call('DEL', KEYS[2]) else redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5]) end
end
return {'ok'}
