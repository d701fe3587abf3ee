"""Which code answers, and by what it can be had again."""

import subprocess

import pytest

from amin_portal.publishing.release import commit


@pytest.fixture
def git(tmp_path, settings):
    """Runs git in a folder with one commit, in which the code is said to lie."""
    settings.BASE_DIR = tmp_path

    def run(*words: str) -> str:
        named = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", *words]
        return subprocess.run(["git", *named], cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603, S607

    run("init", "--quiet", "--initial-branch", "main")
    run("commit", "--quiet", "--allow-empty", "--message", "First")
    return run


@pytest.mark.parametrize(
    "command",
    [["switch", "--quiet", "main"], ["pack-refs", "--all"], ["checkout", "--quiet", "--detach"]],
    ids=["branch", "packed", "detached"],
)
def test_commit_is_what_git_says(git, command):
    git("switch", "--quiet", "--create", "other/main")
    git("commit", "--quiet", "--allow-empty", "--message", "Second")
    git("switch", "--quiet", "main")
    git(*command)
    assert commit() == git("rev-parse", "HEAD")


@pytest.mark.parametrize("is_worktree", [True, False])
def test_no_commit_is_named_where_git_left_no_trace(tmp_path, settings, is_worktree):
    settings.BASE_DIR = tmp_path
    if is_worktree:
        (tmp_path / ".git").write_text("gitdir: elsewhere")
    assert commit() == ""
