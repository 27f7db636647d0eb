// A checksum of each, by the names that they have in a repository.
def log = new File(basedir, 'build.log').text
assert ['windows-x86_64-avx2', 'macosx-x86_64-avx2', 'macosx-arm64', 'linux-arm64'].every {
    log.contains("org.nd4j:nd4j-native:jar.sha1:$it:")
}
