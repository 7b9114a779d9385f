-- A session in Neovim: it shows a finding, applies its cure, and completes a category. What goes wrong ends it with a message.
local function fail(what)
  io.stderr:write("neovim: " .. what .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, is_so)
  if not vim.wait(20000, is_so, 20) then
    fail("waited in vain for " .. what)
  end
end

local function findings(code)
  return vim.tbl_filter(function(finding)
    return finding.code == code or (finding.user_data and finding.user_data.lsp and finding.user_data.lsp.code == code)
  end, vim.diagnostic.get(0))
end

local function line_of(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    if line:find(text, 1, true) then
      return number, line
    end
  end
  fail("no line has " .. text)
end

vim.opt.swapfile = false
vim.opt.showmode = false
vim.opt.shortmess:append("c")
local client = vim.lsp.start_client({ name = "plan", cmd = { vim.env.PLAN, "lsp" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"

-- A finding, at its place: the columns of Neovim are bytes again.
wait("findings", function() return #findings("unknown-name") > 0 end)
local row, line = line_of("emotionel")
local there = vim.tbl_filter(function(finding) return finding.lnum == row - 1 end, findings("unknown-name"))
if #there ~= 1 then
  fail("no finding about the category")
end
if line:sub(there[1].col + 1, there[1].end_col) ~= '"emotionel"' then
  fail("the finding is about " .. line:sub(there[1].col + 1, there[1].end_col))
end
local other, channels = line_of("telegramm")
local second = vim.tbl_filter(function(finding) return finding.lnum == other - 1 end, findings("unknown-name"))
local seen = {}
for _, finding in ipairs(second) do
  seen[channels:sub(finding.col + 1, finding.end_col)] = true
end
if not seen['"telegramm"'] or not seen['"👩‍🍳"'] then
  fail("findings behind emoji lie elsewhere: " .. vim.inspect(seen))
end

-- Its cure.
local params = vim.lsp.util.make_range_params()
params.range = { start = { line = row - 1, character = 0 }, ["end"] = { line = row - 1, character = 12 } }
params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, row - 1) }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
local cure
for _, answer in pairs(answers or {}) do
  for _, action in ipairs(answer.result or {}) do
    cure = cure or (action.isPreferred and action)
  end
end
if not cure then
  fail("no cure is offered")
end
vim.lsp.util.apply_workspace_edit(cure.edit, "utf-16")
line = vim.api.nvim_buf_get_lines(0, row - 1, row, true)[1]
if line ~= 'category = "emotional"' then
  fail("the cure wrote " .. line)
end
wait("the finding to go", function()
  return #vim.tbl_filter(function(finding) return finding.lnum == row - 1 end, findings("unknown-name")) == 0
end)

-- A category, completed by the keys that people press.
vim.api.nvim_buf_set_lines(0, row - 1, row, true, { 'category = "func"' })
vim.api.nvim_win_set_cursor(0, { row, 15 })
local function keys(typed)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(typed, true, false, true), "n", false)
end
keys("a<C-x><C-o>")

local waited = 0
local function completed()
  waited = waited + 1
  if vim.fn.pumvisible() == 1 then
    local words = vim.tbl_map(function(item) return item.word end, vim.fn.complete_info({ "items" }).items)
    if #words ~= 1 then
      fail("what is offered: " .. vim.inspect(words))
    end
    keys("<C-n><C-y><Esc>")
  elseif vim.api.nvim_get_current_line():find("functional", 1, true) then
    if vim.api.nvim_get_current_line() ~= 'category = "functional"' then
      fail("completed to " .. vim.api.nvim_get_current_line())
    end
    vim.lsp.stop_client(client)
    if not vim.wait(5000, function() return vim.lsp.client_is_stopped(client) end, 20) then
      fail("the server does not go")
    end
    io.stdout:write("a finding is shown and cured, and a category completed\n")
    vim.cmd("qall!")
    return
  elseif waited > 400 then
    fail("nothing is completed: " .. vim.api.nvim_get_current_line())
  end
  vim.defer_fn(completed, 50)
end
vim.defer_fn(completed, 50)
