package main

import (
	"fmt"
	"log"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
)

func main() {
	// librdkafka's own broker, inside the process
	producer, err := kafka.NewProducer(&kafka.ConfigMap{"test.mock.num.brokers": 1})
	if err != nil {
		log.Fatal(err)
	}
	topic := "greetings"
	delivered := make(chan kafka.Event, 1)
	message := &kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic, Partition: 0}, Value: []byte("hello")}
	if err := producer.Produce(message, delivered); err != nil {
		log.Fatal(err)
	}
	sent := (<-delivered).(*kafka.Message)
	_, version := kafka.LibraryVersion()
	fmt.Printf("librdkafka %s: %s, error %v\n", version, sent.TopicPartition, sent.TopicPartition.Error)
}
