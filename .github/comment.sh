#!/usr/bin/env bash
# Comments the summaries of all experiments below this folder on a pull request; a comment that is there is brought up to date.
# Part of action.yml, which sets GH_TOKEN, NAME, PULL_REQUEST and RUN; GitHub sets GITHUB_REPOSITORY.
set -euo pipefail

most=60000    # GitHub takes 65,536 characters
marker="<!-- mnist-lab: $NAME -->"
comment=$(mktemp)
trap 'rm -f "$comment" "$comment".*' EXIT

find . -path '*/target/mnist/*/summary.md' | LC_ALL=C sort | while read -r summary; do
  cat "$summary"
  echo
done > "$comment.all"
if [ ! -s "$comment.all" ]; then
  printf 'The build ended before any experiment was judged; [its log](%s) says why.\n' "$RUN" > "$comment.all"
fi

{
  echo "$marker"
  if [ "$(wc -c < "$comment.all")" -gt "$most" ]; then
    # Whole lines only, so that no character and no row of a table is cut in two.
    head -c "$most" "$comment.all" | sed '$d'
    printf '\n(Cut here, for a comment takes no more. All of it is among [the artifacts](%s).)\n' "$RUN"
  else
    cat "$comment.all"
  fi
} > "$comment"

# Of ours alone: anybody may write a comment that begins like it.
ours=".comments[] | select(.viewerDidAuthor and (.body | startswith(\"$marker\"))) | .url"
if ! {
  before=$(gh pr view "$PULL_REQUEST" --repo "$GITHUB_REPOSITORY" --json comments --jq "$ours" | sed -n 1p) &&
    if [ -n "$before" ]; then
      gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${before##*-}" --field "body=@$comment"
    else
      gh pr comment "$PULL_REQUEST" --repo "$GITHUB_REPOSITORY" --body-file "$comment"
    fi
}; then
  # As in a pull request from a fork, whose token may only read. No reason to fail: the step's summary says the same.
  echo "::warning::The pull request could not be commented; does the job have the permission pull-requests: write?"
fi
