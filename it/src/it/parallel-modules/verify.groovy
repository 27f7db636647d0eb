import groovy.json.JsonSlurper

def digests = ['one', 'two'].collect { name ->
    def result = new JsonSlurper().parse(new File(basedir, "$name/target/mnist/$name/result.json"))
    result.runs*.outcome*.parameterDigest
}
// The same specification four times, in two modules at once: the same bits.
assert digests.flatten().size() == 4
assert digests.flatten().toSet().size() == 1

def log = new File(basedir, 'build.log').text
assert log.count('this module neither declares the plugin nor has the folder') == 2
