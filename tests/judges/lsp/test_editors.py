"""`plan lsp` as several editors see it: pytest-lsp says what they can do, and checks each answer against it."""

import os
import pathlib
import shutil

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

pytestmark = pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning")
HERE = pathlib.Path(__file__).parent
EDITORS = ["neovim@v0.11", "neovim@v0.7", "visual_studio_code", "emacs"]


@pytest_lsp.fixture(
    params=EDITORS,
    config=ClientServerConfig(server_command=[os.environ["PLAN"], "lsp", "--stdio"]),
)
async def client(request, lsp_client: LanguageClient):
    # It claims to do this, but does not.
    lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: None)
    greeting = types.InitializeParams(capabilities=client_capabilities(request.param))
    told = await lsp_client.initialize_session(greeting)
    lsp_client.encoding = told.capabilities.position_encoding
    yield
    await lsp_client.shutdown_session()


def units(text: str, encoding: str) -> int:
    return len(text.encode("utf-8")) if encoding == "utf-8" else len(text.encode("utf-16-le")) // 2


class Text:
    """The plan, opened in an editor."""

    def __init__(self, client: LanguageClient, folder: pathlib.Path):
        self.client = client
        place = folder / "мій план"
        place.mkdir()
        shutil.copy(HERE / "brand.toml", place)
        path = place / "план 48.toml"
        self.uri = path.as_uri()
        self.lines = (HERE / "plan.toml").read_text(encoding="utf-8").split("\n")
        self.version = 1

    async def open(self):
        item = types.TextDocumentItem(self.uri, "toml", self.version, "\n".join(self.lines))
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.findings()

    async def change(self):
        self.version += 1
        of = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        whole = types.TextDocumentContentChangeWholeDocument("\n".join(self.lines))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(of, [whole]))
        return await self.findings()

    async def findings(self):
        while True:
            told = await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            if told.uri == self.uri and told.version == self.version:
                return told.diagnostics

    def place(self, word: str, behind: int = 0) -> types.Position:
        """Returns the place of a word, or so many characters behind its beginning."""
        for number, line in enumerate(self.lines):
            at = line.find(word)
            if at >= 0:
                return types.Position(number, units(line[: at + behind], self.client.encoding))
        raise AssertionError(word)

    def written(self, where: types.Range) -> str:
        assert where.start.line == where.end.line
        line, encoding = self.lines[where.start.line], self.client.encoding
        data = line.encode("utf-8") if encoding == "utf-8" else line.encode("utf-16-le")
        size = 1 if encoding == "utf-8" else 2
        part = data[where.start.character * size : where.end.character * size]
        return part.decode("utf-8" if encoding == "utf-8" else "utf-16-le")

    def edit(self, where: types.Range, new: str):
        line, encoding = self.lines[where.start.line], self.client.encoding
        data = line.encode("utf-8" if encoding == "utf-8" else "utf-16-le")
        size = 1 if encoding == "utf-8" else 2
        coded = new.encode("utf-8" if encoding == "utf-8" else "utf-16-le")
        data = data[: where.start.character * size] + coded + data[where.end.character * size :]
        self.lines[where.start.line] = data.decode("utf-8" if encoding == "utf-8" else "utf-16-le")

    def of(self):
        return types.TextDocumentIdentifier(self.uri)


def edits_of(action: types.CodeAction):
    if action.edit.changes:
        return [edit for edits in action.edit.changes.values() for edit in edits]
    return [edit for change in action.edit.document_changes for edit in change.edits]


@pytest.mark.asyncio
async def test_a_finding_is_shown_and_cured(client: LanguageClient, tmp_path):
    text = Text(client, tmp_path)
    found = await text.open()
    words = {text.written(finding.range): finding for finding in found}
    assert {'"emotionel"', '"telegramm"', '"👩‍🍳"', "flie"} <= words.keys(), words.keys()
    finding = words['"emotionel"']
    assert finding.code == "unknown-name" and finding.code_description.href.startswith("https://")
    context = types.CodeActionContext([finding], only=[types.CodeActionKind.QuickFix])
    actions = await client.text_document_code_action_async(types.CodeActionParams(text.of(), finding.range, context))
    cure = next(action for action in actions if action.is_preferred)
    for edit in edits_of(cure):
        text.edit(edit.range, edit.new_text)
    assert 'category = "emotional"' in text.lines
    left = await text.change()
    assert '"emotionel"' not in {text.written(finding.range) for finding in left}
    # A rule is silenced about the post.
    finding = next(finding for finding in left if finding.code == "officialese")
    context = types.CodeActionContext([finding])
    actions = await client.text_document_code_action_async(types.CodeActionParams(text.of(), finding.range, context))
    silence = next(action for action in actions if action.title.startswith("silence `officialese`"))
    for edit in edits_of(silence):
        text.edit(edit.range, edit.new_text)
    text.lines = "\n".join(text.lines).split("\n")
    assert 'allow = ["officialese"]' in text.lines
    assert all(finding.code != "officialese" for finding in await text.change())


@pytest.mark.asyncio
async def test_names_and_times_are_completed(client: LanguageClient, tmp_path):
    text = Text(client, tmp_path)
    await text.open()
    at = text.place("emotionel", 3)
    told = await client.text_document_completion_async(types.CompletionParams(text.of(), at))
    assert [item.label for item in told.items] == ["branded", "functional", "emotional"]
    edit = told.items[2].text_edit
    text.edit(edit.range, edit.new_text)
    assert 'category = "emotional"' in text.lines
    at = text.place("2026-11-23 12:00:00", 11)
    told = await client.text_document_completion_async(types.CompletionParams(text.of(), at))
    labels = [item.label for item in told.items]
    assert "2026-11-23 14:00:00" in labels and "2026-11-23 09:00:00" not in labels


@pytest.mark.asyncio
async def test_places_are_explained(client: LanguageClient, tmp_path):
    text = Text(client, tmp_path)
    await text.open()
    told = await client.text_document_hover_async(types.HoverParams(text.of(), text.place("Доброго", 2)))
    assert "telegram: 15 of 1,024" in told.contents.value
    told = await client.text_document_hover_async(types.HoverParams(text.of(), text.place("09:00:00", 2)))
    assert "UTC: 2026-11-23 07:00" in told.contents.value
    assert await client.text_document_hover_async(types.HoverParams(text.of(), types.Position(0, 3))) is None


@pytest.mark.asyncio
async def test_days_hold_posts_and_texts_have_lengths(client: LanguageClient, tmp_path):
    text = Text(client, tmp_path)
    await text.open()
    told = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text.of()))
    assert [symbol.name for symbol in told] == ["2026-11-23, Monday"]
    assert [post.name for post in told[0].children] == ["09:00 Ранок 👩‍🍳", "12:00 День"]
    whole = types.Range(types.Position(0, 0), types.Position(len(text.lines), 0))
    told = await client.text_document_inlay_hint_async(types.InlayHintParams(text.of(), whole))
    assert {"Mon", "15/1,024 telegram"} <= {hint.label for hint in told}


@pytest.mark.asyncio
async def test_nonsense_is_survived(client: LanguageClient, tmp_path):
    text = Text(client, tmp_path)
    await text.open()
    text.lines = ['= [[ "☕', "\x00", "[[post]", "at = 2026-13-45"]
    await text.change()
    for line in range(5):
        for character in (0, 3, 999):
            at = types.Position(line, character)
            await client.text_document_completion_async(types.CompletionParams(text.of(), at))
            await client.text_document_hover_async(types.HoverParams(text.of(), at))
    with pytest.raises(Exception, match="there is no"):
        await client.protocol.send_request_async("plan/unknown", {})
