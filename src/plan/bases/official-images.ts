/**
 * Names of Docker's official images, those that are not kept up any more too (docker-library/official-images, library/).
 * Docker Hub has no other image whose name has no folder.
 */
const OFFICIAL_IMAGES: ReadonlySet<string> = new Set(
  `adminer adoptopenjdk aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux
  backdrop bash bonita buildpack-deps busybox caddy cassandra celery centos chronograf cirros clearlinux clefos
  clickhouse clojure composer consul convertigo couchbase couchdb crate crux dart debian django docker docker-dev
  drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang euleros express-gateway fedora
  flink fluentd friendica fsharp gazebo gcc geonetwork ghost glassfish golang gradle groovy haproxy haskell haxe
  hello-seattle hello-world hipache hitch hola-mundo hylang ibmjava influxdb iojs irssi java jenkins jetty jobber
  joomla jruby julia kaazing-gateway kapacitor kibana known kong krakend lightstreamer liquibase logstash mageia
  mariadb matomo maven mediawiki memcached mongo mongo-express monica mono mysql nats nats-streaming neo4j neurodebian
  nextcloud nginx node notary nuxeo odoo open-liberty opensuse openjdk oraclelinux orientdb owncloud percona perl
  photon php php-zendserver phpmyadmin piwik plone postfixadmin postgres pypy python r-base rabbitmq rails rakudo-star
  rapidoid redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa scratch sentry
  silverpeas sl solr sonarqube sourcemage spark spiped storm swarm swift swipl teamspeak telegraf thrift tomcat tomee
  traefik ubuntu ubuntu-debootstrap ubuntu-upstart unit valkey varnish vault websphere-liberty wordpress xwiki yourls
  znc zookeeper`.split(/\s+/),
);

/** Whether a name without host, folder, tag and digest is an image that Docker Hub has. */
export function isOfficialImage(name: string): boolean {
  return OFFICIAL_IMAGES.has(name);
}
