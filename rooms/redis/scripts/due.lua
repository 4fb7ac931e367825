-- Rooms that want to be opened and are at no other node, the most urgent first.
-- KEYS: due, outbox. ARGV: now, limit, node, ttl.
local most, found, seen = tonumber(ARGV[2]), {}, {}
local function elsewhere(room)
  local home = redis.call('HGET', 'rondo:{' .. room .. '}:meta', 'h')
  local own = home and redis.call('GET', 'rondo:{' .. home .. '}:own')
  if not own or own == ARGV[3] then return false end
  local lease = 'rondo:{' .. home .. '}:own' -- see claim.lua
  local left = redis.call('PTTL', lease)
  if left < 0 or left > tonumber(ARGV[4]) then redis.call('PEXPIRE', lease, ARGV[4]) end
  return true
end
local function take(rooms)
  for _, room in ipairs(rooms) do
    if #found == most then return end
    if not seen[room] and not elsewhere(room) then
      found[#found + 1], seen[room] = room, true
    end
  end
end
take(redis.call('ZRANGEBYSCORE', KEYS[1], '(0', ARGV[1]))
take(redis.call('ZRANGE', KEYS[2], 0, -1))
return found
