// There is nothing to ask without a network.
return network == 'offline: false'
