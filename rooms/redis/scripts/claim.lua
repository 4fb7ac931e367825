-- A household for a node, unless another has it. KEYS: own, meta of the room asked for.
-- ARGV: node, ttl, whether one must wait for an owner who may be alive: 1 for another one that
-- Redis knows of, 2 also for one of whom it may have forgotten; of which redis-server that is known.
local own = redis.call('GET', KEYS[1])
if own and own ~= ARGV[1] then
  -- Redis's clock went back, or somebody made it last: a dead node's lease must end all the same.
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 or left > tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
  return {'elsewhere', own}
end
if redis.call('EXISTS', KEYS[2]) == 0 then return {'no room'} end
if ARGV[3] == '2' or string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') ~= ARGV[4] then return {'wait'} end
if not own and ARGV[3] == '1' then
  local last = redis.call('HGET', KEYS[2], 'w')
  if last and last ~= '' and last ~= ARGV[1] then return {'wait'} end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {'ok'}
