-- Entries behind the one that the writer names. KEYS: meta, log, own, due, outbox.
-- ARGV: room, node, ttl, epoch, number of the entry before, its id ('' if not known),
-- due at, owes, count, and for each entry its id, how many fields and values, and those.
local meta = redis.call('HMGET', KEYS[1], 'e', 'w', 'l')
if not meta[1] then return {'no room'} end
local epoch = tonumber(ARGV[4])
local granted = tonumber(meta[1])
if granted > epoch or granted == epoch and meta[2] ~= ARGV[2] then return {'fenced', meta[1]} end
if granted < epoch then return {'lost', meta[1]} end

local entries, at = {}, 10
for _ = 1, tonumber(ARGV[9]) do
  local n = tonumber(ARGV[at + 1])
  local entry = {id = ARGV[at], fields = {}}
  for i = 1, n do entry.fields[i] = ARGV[at + 1 + i] end
  entries[#entries + 1] = entry
  at = at + 2 + n
end

local function same(stored, entry)
  if stored[1] ~= entry.id or #stored[2] ~= #entry.fields then return false end
  for i = 1, #entry.fields do
    if stored[2][i] ~= entry.fields[i] then return false end
  end
  return true
end

-- Whether the log ends with just these entries: an answer was lost, and they come again.
local function again()
  if #entries == 0 or meta[3] ~= entries[#entries].id then return false end
  local stored = redis.call('XRANGE', KEYS[2], entries[1].id, meta[3])
  if #stored ~= #entries then return false end
  for i = 1, #entries do
    if not same(stored[i], entries[i]) then return false end
  end
  return true
end

local last = string.match(meta[3], '%-(%d+)$')
if last == ARGV[5] and (ARGV[6] == '' or ARGV[6] == meta[3]) then
  for _, entry in ipairs(entries) do
    local added = redis.pcall('XADD', KEYS[2], entry.id, unpack(entry.fields))
    if type(added) == 'table' and added.err then
      for _, before in ipairs(entries) do redis.call('XDEL', KEYS[2], before.id) end
      return {'ghost', added.err}
    end
  end
  if #entries > 0 then redis.call('HSET', KEYS[1], 'l', entries[#entries].id) end
elseif not again() then
  return {'apart', meta[3]}
end
if ARGV[7] == '0' then redis.call('ZREM', KEYS[4], ARGV[1]) else redis.call('ZADD', KEYS[4], ARGV[7], ARGV[1]) end
if ARGV[8] == '0' then redis.call('ZREM', KEYS[5], ARGV[1]) else redis.call('ZADD', KEYS[5], 0, ARGV[1]) end
if redis.call('GET', KEYS[3]) == ARGV[2] then redis.call('PEXPIRE', KEYS[3], ARGV[3]) end
return {'ok'}
