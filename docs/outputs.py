#!/usr/bin/env python3
"""Writes the outputs that the documents show: what stands between `<!-- output: NAME -->` and `<!-- end -->`.

Runs the commands of the README and of docs/reproducibility.md on generated digits, and with --mnist those that need MNIST.
It works on copies in a temporary folder, with an empty run cache. The walk needs the plugin, as a reader of the README does:
`mvn -ntp -DskipTests install` first, or name the repository that has it with --maven=-Dmaven.repo.local=…
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent
VERSION = re.search(r"<version>(.*?)</version>", (PROJECT / "pom.xml").read_text()).group(1)


def maven(folder, *arguments):
    """The lines that Maven prints."""
    command = ["mvn", "-B", "-ntp", *options.maven, f"-Dmnist.cacheDirectory={work / 'cache'}", *arguments]
    print("$", *command, flush=True)
    run = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if run.returncode:
        raise SystemExit(run.stdout)
    return run.stdout.replace(f"{folder}/", "…/").splitlines()


def between(lines, first, last):
    """From the first line that begins with one text to the next one that begins with the other."""
    start = next(i for i, line in enumerate(lines) if line.startswith(first))
    end = next(i for i, line in enumerate(lines) if i >= start and line.startswith(last))
    return lines[start : end + 1]


def until_empty(lines, first):
    """From the first line that begins with a text to the end of what the goal says."""
    start = next(i for i, line in enumerate(lines) if line.startswith(first))
    end = next(i for i, line in enumerate(lines) if i > start and line.startswith("[INFO] -----"))
    return lines[start:end]


def experiment(name, *arguments):
    """What one of the project's own experiments prints at its end."""
    lines = maven(PROJECT, "-pl", "experiments", "-am", "-DskipTests", "verify", f"-Dmnist.experiment={name}", *arguments)
    return between(lines, f"[INFO] {name}: ", "[INFO] results: ")


def walk(outputs):
    """A project of a user, from the POM and the YAML file that the README shows."""
    readme = (PROJECT / "README.md").read_text()
    plugin = re.search(r"```xml\n(<plugin>.*?)```", readme, re.S).group(1)
    project = work / "project"
    (project / "experiments").mkdir(parents=True)
    (project / "pom.xml").write_text(
        "<project><modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>walk</artifactId>"
        f"<version>1</version><packaging>pom</packaging><build><plugins>{plugin}</plugins></build></project>\n"
    )
    first = project / "experiments" / "first.yaml"
    first.write_text(re.search(r"```yaml\n(name: first\n.*?)```", readme, re.S).group(1))

    maven(project, "verify")
    outputs["walk-cached"] = between(maven(project, "verify"), "[INFO] first baseline-1: ", "[INFO] first baseline-1: ")
    outputs["walk-accept"] = between(maven(project, "mnist:accept"), "[INFO] first: accepted", "[INFO] first: accepted")
    git = ["git", "-C", str(project), "-c", "user.name=walk", "-c", "user.email=walk@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "pom.xml", "experiments"], check=True)
    subprocess.run([*git, "commit", "-qm", "Accepted"], check=True)
    first.write_text(first.read_text().replace("hidden: [128]", "hidden: [256]"))
    changed = maven(project, "verify")
    outputs["walk-changed"] = between(changed, "[INFO] first baseline-1: ", "[INFO] first baseline-1: ")
    outputs["walk-diff"] = until_empty(maven(project, "mnist:diff", "-Dmnist.against=HEAD"), "[INFO] first: the present")
    subprocess.run([*git, "checkout", "-q", "experiments"], check=True)
    outputs["walk-reproduce"] = until_empty(maven(project, "mnist:reproduce"), "[INFO] first: identical")


def write(outputs):
    """Puts the outputs in their places in all documents."""
    for document in [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]:
        text = document.read_text()
        for name, lines in outputs.items():
            block = "\n".join(line.rstrip() for line in lines)
            text = re.sub(
                rf"(<!-- output: {name} -->\n```text\n).*?(\n```\n<!-- end -->)",
                lambda match: match.group(1) + block + match.group(2),
                text,
                flags=re.S,
            )
        document.write_text(text)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--mnist", type=pathlib.Path, help="a folder with MNIST's four files: also write what needs them")
parser.add_argument("--no-walk", action="store_true", help="only what this project's own build prints")
parser.add_argument("--maven", action="append", default=[], help="a further option of Maven's; may be repeated")
options = parser.parse_args()

work = pathlib.Path(tempfile.mkdtemp(prefix="mnist-lab-outputs-"))
try:
    outputs = {"quickstart": experiment("quickstart")}
    if not options.no_walk:
        walk(outputs)
    if options.mnist:
        data = f"-Dmnist.dataDirectory={options.mnist.resolve()}"
        outputs["baseline-vs-smote"] = experiment("baseline-vs-smote", data)
        lines = maven(PROJECT / "experiments", "mnist:calibrate", "-Dmnist.experiment=baseline-vs-smote", data)
        outputs["calibrate"] = until_empty(lines, "[INFO] baseline-vs-smote: ")
    write(outputs)
finally:
    shutil.rmtree(work)
