/**
 * Types that are taken as given: operators watch them in the cloud, nothing on this machine depends on what they do.
 * Any type neither here nor among the players fails the start.
 */
export const unplayedTypes: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::ApplicationInsights::Application',
  'AWS::Budgets::Budget',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::ResourceGroups::Group',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::WAFv2::WebACL',
  'AWS::SMSVOICE::ProtectConfiguration',
]);
